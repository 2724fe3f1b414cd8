/**
 * What plugs into the editor, in the order of its buttons and tabs. A feature is a function of the host (plug.js) that
 * gives `{extensions?, tools?, panel?, destroy?}`; its files lie in a folder of its own beside this one.
 */
import { authors } from './authors/index.js'
import { finding } from './finding/index.js'
import { footnotes } from './footnotes/index.js'
import { comments } from './comments/index.js'
import { images } from './images/index.js'
import { pdfPaste } from './pdf-paste/index.js'
import { references } from './references/index.js'
import { structure } from './structure/index.js'
import { suggestions } from './suggestions/index.js'
import { tables } from './tables/index.js'
import { tasks } from './tasks/index.js'
import { typography } from './typography/index.js'
import { views } from './views/index.js'

export const features = [
  tasks,
  images,
  tables,
  comments,
  suggestions,
  footnotes,
  finding,
  typography,
  authors,
  references,
  pdfPaste,
  structure,
  views,
]
