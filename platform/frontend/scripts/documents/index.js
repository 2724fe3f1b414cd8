/** What the pages of documents do, the editor apart (draft.js). */
import './comments/index.js'
import './consultations/index.js'
import './versions/index.js'
import './structure/index.js'
