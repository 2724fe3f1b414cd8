/** The entry of the draft editor's bundle, loaded only where a part is written. */
import { DraftEditor } from './documents/drafts/draft-editor.js'

customElements.define('draft-editor', DraftEditor)
