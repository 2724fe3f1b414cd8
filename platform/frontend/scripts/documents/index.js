/** What the pages of documents do, the editor apart (draft.js). */
import './comments/index.js'
import './consultations/index.js'
import './imports/index.js'
import './versions/index.js'
import './reading/index.js'
import './structure/index.js'
