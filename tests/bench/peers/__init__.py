"""Other people's servers: what is installed of them, and the few lines that start them."""
