/** Moves the focus to the error summary of a form that came back with errors. */
document.querySelector('.error-summary[data-focus]')?.focus()
