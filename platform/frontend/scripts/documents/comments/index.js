/** Comments on drafts, on the pages of documents and beside the editor's sheet. */
import './draft-comments.js'
import './draft-mentions.js'
