/** <remark-desk>: new remarks and others' answers come into the list; what is being typed is never touched. */
import { toast } from '../../elements/toast.js'

class RemarkDesk extends HTMLElement {
  #topic

  connectedCallback() {
    this.#topic = this.closest('live-topic')
    this.#topic?.addEventListener('live:remark.added', this.#added)
    this.#topic?.addEventListener('live:remark.answered', this.#answered)
  }

  disconnectedCallback() {
    this.#topic?.removeEventListener('live:remark.added', this.#added)
    this.#topic?.removeEventListener('live:remark.answered', this.#answered)
  }

  #added = ({ detail }) => {
    this.#count(detail.data)
    if (this.#fits && !this.#row(detail.data.number)) this.#insert(detail.html)
    else toast(interpolate(gettext('New remark: %s'), [detail.data.number]))
  }

  #answered = ({ detail }) => {
    this.#count(detail.data)
    const old = this.#row(detail.data.number)
    if (old) this.#replace(old, detail.html)
    const open = this.querySelector('.desk-item')
    if (open?.dataset.number === String(detail.data.number) && !this.#mine(detail)) this.#warn(open, detail)
  }

  /** New remarks belong to the first page of all, or of those that wait. */
  get #fits() {
    return this.hasAttribute('data-newest') && ['', '&state=waiting'].includes(this.#filter)
  }

  get #filter() {
    return this.dataset.keep.replace(/&(late|chapter|state)=(?=&|$)/g, '').replace(/&page=\d*/, '')
  }

  #row(number) {
    return document.getElementById(`row-${number}`)
  }

  #insert(html) {
    const row = this.#parse(html)
    row.dataset.fresh = ''
    const rows = this.querySelector('[data-rows]')
    rows.prepend(row)
    rows.hidden = false
    this.querySelector('[data-empty]')?.remove()
  }

  #replace(old, html) {
    const row = this.#parse(html)
    if (old.querySelector('[aria-current]')) row.querySelector('a').setAttribute('aria-current', 'true')
    const focused = old.contains(document.activeElement)
    old.replaceWith(row)
    if (focused) row.querySelector('a').focus()
  }

  /** The row of the page's own template, its link with this page's filter. */
  #parse(html) {
    const template = document.createElement('template')
    template.innerHTML = html
    const row = template.content.firstElementChild
    const link = row.querySelector('a')
    link.setAttribute('href', link.getAttribute('href').replace('#', `${this.dataset.keep}#`))
    return row
  }

  #count({ answered, remarks }) {
    this.querySelector('[data-answered]').textContent = answered
    this.querySelector('[data-remarks]').textContent = remarks
    const bar = this.querySelector('progress')
    bar.max = remarks || 1
    bar.value = answered
  }

  #mine({ by }) {
    return String(by?.id) === document.body.dataset.user
  }

  #warn(open, { by }) {
    const notice = document.createElement('div')
    notice.className = 'notice'
    notice.dataset.tone = 'attention'
    notice.setAttribute('role', 'alert')
    const words = gettext(
      'Answered just now by: %s. Your text is kept; when you save, you will see both answers.',
    )
    notice.textContent = interpolate(words, [by?.name ?? ''])
    open.querySelector('[data-meanwhile]').replaceChildren(notice)
  }
}

customElements.define('remark-desk', RemarkDesk)
