/** The list of people in this part, by name, each in the colour of their caret. */
import { hueOf } from '../cursors.js'
import { h } from './dom.js'

export class PeopleList {
  constructor() {
    this.element = h('ul', { class: 'draft-people', 'aria-label': gettext('People in this part') })
  }

  /** `others`: as of Presence; somebody with two tabs is one person. */
  show(others) {
    const people = new Map(others.map(({ user }) => [String(user.id), user]))
    const shown = [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
    const state = JSON.stringify(shown.map(({ id, name, colorIndex }) => [id, name, colorIndex]))
    if (state === this.shown) return
    this.shown = state
    this.element.replaceChildren(...shown.map(person))
  }
}

function person(user) {
  const initials = user.name
    .split(/\s+/)
    .map(([first]) => first ?? '')
    .slice(0, 2)
    .join('')
  const badge = h(
    'span',
    { class: 'draft-person-badge', 'aria-hidden': 'true' },
    initials.toLocaleUpperCase(),
  )
  return h(
    'li',
    { class: `draft-person ${hueOf(user)}`, title: user.name },
    badge,
    h('span', { class: 'draft-person-name' }, user.name),
  )
}
