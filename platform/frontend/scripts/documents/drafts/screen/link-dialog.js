/** The small window for a link: its words and its address. */
import { isSafeAddress, linkHere, removeLink, writeLink } from '../format/links.js'
import { field, h } from './dom.js'
import { openWindow } from './window.js'

/** Opens it over the editor. */
export function openLinkDialog(view) {
  if (view.state.readOnly) return false
  const link = linkHere(view.state)
  const text = h('input', { id: 'draft-link-text', value: link.text, autocomplete: 'off' })
  const address = h('input', {
    id: 'draft-link-address',
    value: link.address,
    required: true,
    inputmode: 'url',
    autocomplete: 'off',
    placeholder: 'https://',
  })
  address.addEventListener('input', () => address.setCustomValidity(''))
  const remove = h('button', { type: 'button', class: 'button button--quiet' }, gettext('Remove link'))
  const { close } = openWindow(view.dom.closest('draft-editor, body'), () => view, {
    title: gettext('Link'),
    content: [field(gettext('Words'), text), field(gettext('Address'), address)],
    submit: gettext('Save link'),
    save,
    others: link.exists ? [remove] : [],
  })
  remove.addEventListener('click', () => {
    close()
    removeLink(view, link)
  })
  ;(link.text ? address : text).focus()
  return true

  function save() {
    if (isSafeAddress(address.value)) {
      close()
      return writeLink(view, link, text.value, address.value)
    }
    address.setCustomValidity(gettext('This is not an address of a page or an e-mail address'))
    address.reportValidity()
  }
}
