"""The least that the same stack must spend: a plainly rendered page, a socket without a product behind it."""
