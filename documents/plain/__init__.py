"""Writing a part in a plain form: for assistive technology and for browsers without JavaScript."""
