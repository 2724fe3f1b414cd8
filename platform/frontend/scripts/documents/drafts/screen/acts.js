/** What the buttons of the toolbar do that is no formatting. */
import { lazily } from '../features/lazy.js'

/** `{undo(), redo(), openLink(view), toggleSource(), help()}` for a <draft-editor>. */
export function actsOf(draft) {
  const help = lazily(() => import('./help.js'))
  const link = lazily(() => import('./link-dialog.js'))
  return {
    undo: () => draft.editor?.undoManager.undo(),
    redo: () => draft.editor?.undoManager.redo(),
    openLink: (view) => (link().then((module) => module?.openLinkDialog(view)), true),
    toggleSource: () => draft.setSource(!draft.source),
    help: () => help().then((module) => module?.openHelp(draft, draft.features.help)),
  }
}
