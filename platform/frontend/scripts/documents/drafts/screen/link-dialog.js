/** The small window for a link: its words and its address. */
import { isSafeAddress, linkHere, removeLink, writeLink } from '../format/links.js'
import { h } from './dom.js'

/** Opens it over the editor; the focus returns to the text. */
export function openLinkDialog(view) {
  if (view.state.readOnly) return false
  const link = linkHere(view.state)
  const text = h('input', { name: 'text', value: link.text, autocomplete: 'off' })
  const address = h('input', {
    name: 'address',
    value: link.address,
    required: true,
    inputmode: 'url',
    autocomplete: 'off',
    placeholder: 'https://',
  })
  const dialog = h(
    'dialog',
    { class: 'dialog dialog--small', 'aria-label': gettext('Link') },
    h(
      'form',
      { class: 'dialog-body', onsubmit: save },
      field(gettext('Words'), text),
      field(gettext('Address'), address),
      actions(),
    ),
  )
  const end = () => {
    dialog.remove()
    view.focus()
  }
  dialog.addEventListener('close', end)
  address.addEventListener('input', () => address.setCustomValidity(''))
  view.dom.closest('draft-editor, body').append(dialog)
  dialog.showModal()
  ;(link.text ? address : text).focus()
  return true

  function save(event) {
    event.preventDefault()
    if (isSafeAddress(address.value)) {
      dialog.close()
      view.focus() // at once: `close` comes later than the next key
      return writeLink(view, link, text.value, address.value)
    }
    address.setCustomValidity(gettext('This is not an address of a page or an e-mail address'))
    address.reportValidity()
  }

  function actions() {
    const remove = () => {
      removeLink(view, link)
      dialog.close()
    }
    return h(
      'div',
      { class: 'actions' },
      link.exists
        ? h(
            'button',
            { type: 'button', class: 'button button--quiet', onclick: remove },
            gettext('Remove link'),
          )
        : null,
      h(
        'button',
        { type: 'button', class: 'button button--quiet', onclick: () => dialog.close() },
        gettext('Cancel'),
      ),
      h('button', { class: 'button' }, gettext('Save link')),
    )
  }
}

function field(label, input) {
  input.id = `draft-link-${input.name}`
  return h('div', { class: 'field' }, h('label', { for: input.id }, label), input)
}
