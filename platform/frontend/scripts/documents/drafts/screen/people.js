/** The list of people in this part, by name, each in the colour of their caret. */
import { hueOf } from '../cursors.js'
import { h } from './dom.js'

export class PeopleList {
  /** `jump(client)` goes to the caret of the tab with that number. */
  constructor({ jump = () => {} } = {}) {
    this.jump = jump
    this.element = h('ul', { class: 'draft-people', 'aria-label': gettext('People in this part') })
  }

  /** `others`: as of Presence; somebody with two tabs is one person. */
  show(others) {
    const people = new Map(others.map(({ user, client }) => [String(user.id), { ...user, client }]))
    const shown = [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
    const state = JSON.stringify(
      shown.map(({ id, name, colorIndex, client }) => [id, name, colorIndex, client]),
    )
    if (state === this.shown) return
    this.shown = state
    this.element.replaceChildren(...shown.map((user) => person(user, () => this.jump(user.client))))
  }
}

function person(user, jump) {
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
  const label = interpolate(gettext('Go to the place of: %(name)s'), { name: user.name }, true)
  const button = h(
    'button',
    { type: 'button', class: 'draft-person-button', title: label, onclick: jump },
    badge,
    h('span', { class: 'visually-hidden' }, label),
    h('span', { class: 'draft-person-name', 'aria-hidden': 'true' }, user.name),
  )
  return h('li', { class: `draft-person ${hueOf(user)}` }, button)
}
