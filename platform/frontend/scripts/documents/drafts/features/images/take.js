/** Pictures dropped on the text or pasted into it. */
import { EditorView } from '@codemirror/view'

/**
 * An extension; `take(view, files)` opens their windows, `tell(text)` says what cannot be taken; `withWords(view, html,
 * rtf)` puts in copied text that has pictures in it.
 */
export function takingPictures({ visual, take, tell, withWords }) {
  const takeWords = (event, view) => {
    const html = event.clipboardData.getData('text/html')
    if (!/<img[\s>]/i.test(html)) return false
    event.preventDefault()
    withWords(view, html, event.clipboardData.getData('text/rtf'))
    return true
  }
  return EditorView.domEventHandlers({
    paste(event, view) {
      const files = picturesOf(event.clipboardData)
      if (view.state.readOnly) return false
      if (hasWords(event.clipboardData)) return visual() && takeWords(event, view)
      if (!files.length) return false
      event.preventDefault()
      take(view, files)
      return true
    },
    dragover(event) {
      if (!hasFiles(event.dataTransfer)) return false
      event.preventDefault()
      return true
    },
    drop(event, view) {
      if (!hasFiles(event.dataTransfer)) return false
      event.preventDefault() // or the browser would leave the page and show the file
      const files = picturesOf(event.dataTransfer)
      if (view.state.readOnly) return true
      if (!files.length) tell(gettext('Only pictures can be dropped into the text.'))
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
      if (at !== null) view.dispatch({ selection: { anchor: at } })
      if (files.length) take(view, files)
      return true
    },
  })
}

export function picturesOf(data) {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
}

function hasFiles(data) {
  return [...(data?.types ?? [])].includes('Files')
}

/** Word and Excel put a picture of copied text beside the text itself: then the words are what is meant. */
function hasWords(data) {
  const html = data.getData('text/html')
  const words = html
    .replace(/<(style|script|title)[\s>][^]*?<\/\1>/gi, '')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<[^>]*>/g, '')
  return Boolean(words.replace(/&nbsp;|\s/g, '')) || Boolean(data.getData('text/plain').trim())
}
