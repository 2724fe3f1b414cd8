/** The offer to join the lines of what was pasted from a PDF: pdf-paste.js. */
import { late } from '../late.js'

export const pdfPaste = late({ load: () => import('../text-work.js').then((module) => module.pdfPaste) })
