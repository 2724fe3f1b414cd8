/** Pictures: a tool with a window, drop and paste, and the pictures themselves in visual mode. */
import { toast } from '../../../../elements/toast.js'
import { htmlToMarkdown } from '../../paste/html.js'
import { insertText } from '../../paste/paste.js'
import { lazily } from '../lazy.js'
import { pictures } from './draw.js'
import { insertion, pictureHere, pictureMarkdown } from './picture.js'
import { takingPictures } from './take.js'

export function images(host) {
  const dialog = lazily(() => import('./dialog.js'))
  const clipboard = lazily(() => import('./clipboard.js'))
  const open = async (view, what) => {
    const module = await dialog()
    const insert = (description, address) => put(host, view, pictureMarkdown(description, address), what)
    await module?.openDialog(host, { ...what, insert })
  }
  const edit = (view) => !view.state.readOnly && open(view, { picture: pictureHere(view.state) })
  const take = async (view, files) => {
    for (const file of files) await open(view, { file })
  }
  const tell = (text) => toast(text, 'warning')
  const visual = () => !host.source()
  const withWords = (view, html, rtf) => putWords(host, view, { html, rtf, tell, clipboard })
  return {
    extensions: [pictures({ visual, edit }), takingPictures({ visual, take, tell, withWords })],
    acts: { image: edit },
    pressed: { image: (state) => pictureHere(state) !== null },
  }
}

/** Copied text with pictures: first the pictures go to the server, then the text comes in with them. */
async function putWords(host, view, { html, rtf, tell, clipboard }) {
  const module = await clipboard()
  if (!module) return insertText(view, htmlToMarkdown(html))
  const { carried, sendCarried } = module
  const found = carried(html, rtf)
  if (found.files.length) host.announce(gettext('Sending the pictures of the text…'))
  const { html: ready, refused } = await sendCarried(found, host.element.getAttribute('images'))
  insertText(view, htmlToMarkdown(ready), () => host.undoManager().stopCapturing())
  const lost = found.missing + refused
  if (!lost) return
  const words = ngettext(
    '%(count)s picture could not be pasted with the text. Copy it by itself, or add it from a file.',
    '%(count)s pictures could not be pasted with the text. Copy them one by one, or add them from files.',
    lost,
  )
  tell(interpolate(words, { count: lost }, true))
}

/** The selection moved with what others wrote meanwhile, and a picture that is described anew moved with it. */
function put(host, view, markdown, { picture }) {
  const { state } = view
  const old = picture && pictureHere(state)
  const spec = old
    ? { changes: { from: old.from, to: old.to, insert: markdown } }
    : insertion(state, markdown)
  view.dispatch({ ...spec, userEvent: 'input.format', scrollIntoView: true })
  host.announce(old ? gettext('The description was saved') : gettext('The picture was inserted'))
}
