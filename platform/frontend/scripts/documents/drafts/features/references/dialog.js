/** The window that lists what a reference may lead to; a field above narrows the list. */
import { field, h } from '../../screen/dom.js'
import { openWindow } from '../../screen/window.js'

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
  fill()
  const help = h(
    'p',
    { class: 'help', id: 'draft-reference-help' },
    gettext(
      'A table or picture is listed when it has a caption: a paragraph beside it like “Tabela: Wskaźniki”.',
    ),
  )
  const { form } = openWindow(host.element, host.view, {
    title: gettext('Reference'),
    content: [field(gettext('Search'), filter), field(gettext('Leads to'), list, help)],
    submit: gettext('Insert'),
    save(close) {
      if (!list.value) return
      close()
      choose(list.value)
    },
  })
  list.addEventListener('dblclick', () => form.requestSubmit())
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
