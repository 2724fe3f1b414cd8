/** The window that lists what a reference may lead to; a field above narrows the list. */
import { field, h } from '../../screen/dom.js'

const KINDS = () => [
  [['chapter', 'heading'], gettext('Chapters and headings')],
  [['table'], gettext('Tables')],
  [['figure'], gettext('Figures')],
]

export function openDialog(host, targets, choose) {
  const list = h('select', { id: 'draft-reference-target', size: 10, required: true })
  const filter = h('input', { id: 'draft-reference-filter', type: 'search', autocomplete: 'off' })
  const fill = () => list.replaceChildren(...groups(targets.list, filter.value))
  filter.addEventListener('input', fill)
  list.addEventListener('dblclick', () => dialog.querySelector('form').requestSubmit())
  const cancel = h('button', { type: 'button', class: 'button button--quiet' }, gettext('Cancel'))
  const help = h(
    'p',
    { class: 'help', id: 'draft-reference-help' },
    gettext(
      'A table or picture is listed when it has a caption: a paragraph beside it like “Tabela: Wskaźniki”.',
    ),
  )
  const save = (event) => {
    event.preventDefault()
    if (!list.value) return
    dialog.close()
    host.view().focus() // at once: `close` comes later than the next key
    choose(list.value)
  }
  const dialog = h(
    'dialog',
    { class: 'dialog dialog--small', 'aria-label': gettext('Reference') },
    h(
      'form',
      { class: 'dialog-body', onsubmit: save },
      h('h2', {}, gettext('Reference')),
      field(gettext('Search'), filter),
      field(gettext('Leads to'), list, help),
      h('div', { class: 'actions' }, cancel, h('button', { class: 'button' }, gettext('Insert'))),
    ),
  )
  cancel.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => {
    dialog.remove()
    host.view()?.focus()
  })
  fill()
  host.element.append(dialog)
  dialog.showModal()
  filter.focus()
}

function groups(all, words) {
  const wanted = words.trim().toLocaleLowerCase()
  const fits = ({ title, label }) => `${label} ${title}`.toLocaleLowerCase().includes(wanted)
  return KINDS().flatMap(([kinds, name]) => {
    const found = all.filter((target) => kinds.includes(target.kind) && fits(target))
    if (!found.length) return []
    const options = found.map((target) =>
      h('option', { value: target.slug }, [target.number, target.title].filter(Boolean).join('. ')),
    )
    return [h('optgroup', { label: name }, ...options)]
  })
}
