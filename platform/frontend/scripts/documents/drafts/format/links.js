/** Links: finding the one under the caret, writing and removing one. */
import { enclosing } from './inline.js'

/** `{from, to, text, address}` to fill the dialog with: the link here, or what is selected. */
export function linkHere(state) {
  const link = enclosing(state, 'Link')
  if (!link) {
    const { from, to } = state.selection.main
    return {
      from,
      to,
      text: state.sliceDoc(from, to).replace(/\s+/g, ' ').trim(),
      address: '',
      exists: false,
    }
  }
  const [open, close] = link.getChildren('LinkMark')
  const url = link.getChild('URL')
  const text = unescape(state.sliceDoc(open.to, close.from))
  return {
    from: link.from,
    to: link.to,
    text,
    address: url ? state.sliceDoc(url.from, url.to) : '',
    exists: true,
  }
}

export function writeLink(view, { from, to }, text, address) {
  const label = text.trim() || address
  const insert = `[${label.replace(/([\\[\]])/g, '\\$1')}](${tidyAddress(address)})`
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.format',
  })
}

export function removeLink(view, { from, to, text }) {
  view.dispatch({ changes: { from, to, insert: text }, userEvent: 'input.format' })
}

/** `www.gov.pl` is meant as an address; spaces and brackets would end the link early. */
export function tidyAddress(typed) {
  const address = typed.trim()
  const mail = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(address)
  const bare = /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(address)
  const whole = mail ? `mailto:${address}` : bare ? `https://${address}` : address
  return whole.replace(/[\s<>()]/g, (char) =>
    encodeURIComponent(char).replace('(', '%28').replace(')', '%29'),
  )
}

/** An address that a reader may be sent to; a script is none. */
export function isSafeAddress(address) {
  return /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(tidyAddress(address))
}

function unescape(text) {
  return text.replace(/\\([\\[\]])/g, '$1')
}
