/** One module for the work of the features by which people talk about a text. */
export { authors } from './authors/authors.js'
export { comments } from './comments/comments.js'
export { suggestions } from './suggestions/suggestions.js'
