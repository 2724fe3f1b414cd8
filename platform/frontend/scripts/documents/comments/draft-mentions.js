/** `<draft-mentions people>`, or <draft-comments people>: fields with data-mentions get the list of people behind an @. */
import { MentionList } from './mention-list.js'

class DraftMentions extends HTMLElement {
  connectedCallback() {
    this.querySelectorAll('[data-mentions]').forEach(
      (field) => new MentionList(field, this.getAttribute('people')),
    )
  }
}

customElements.define('draft-mentions', DraftMentions)

document.addEventListener('mentions:field', ({ target, detail }) => {
  const people = target.closest('[people]')?.getAttribute('people')
  // the field is placed in the page first: the list stands behind it
  if (people) queueMicrotask(() => new MentionList(detail.field, people))
})
