/** One module for the work of the features that draw in the text: fewer and larger pieces come faster. */
export { footnotes } from './footnotes/footnotes.js'
export { images } from './images/images.js'
export { pdfPaste } from './pdf-paste/pdf-paste.js'
export { references } from './references/references.js'
export { tables } from './tables/tables.js'
