/** The window for a picture: the file, what it shows, and whether it is only decoration. Loaded when first needed. */
import { field, h } from '../../screen/dom.js'
import { upload } from './upload.js'

const KINDS = 'image/png,image/jpeg,image/gif,image/webp,image/bmp'

/** Resolves when the window is closed. `picture`: the one in the text to be described anew; `file`: one just
 * dropped; `insert(description, address)`. */
export function openDialog(host, { picture = null, file = null, insert }) {
  return new Promise((resolve) => {
    const dialog = new PictureDialog(host, picture, insert)
    dialog.open(file)
    dialog.element.addEventListener('close', resolve, { once: true })
  })
}

class PictureDialog {
  #sending = null

  constructor(host, picture, insert) {
    Object.assign(this, { host, picture, insert, address: picture?.address ?? null })
    this.#build()
  }

  open(file) {
    this.host.element.append(this.element)
    this.element.addEventListener('close', () => this.#end(), { once: true })
    this.element.showModal()
    if (file) this.#send(file)
    ;(file || this.picture ? this.words : this.file).focus()
  }

  #build() {
    const described = !this.picture || Boolean(this.picture.description)
    this.file = h('input', { type: 'file', id: 'draft-picture-file', accept: KINDS })
    this.words = h('textarea', {
      id: 'draft-picture-words',
      rows: 2,
      'aria-describedby': 'draft-picture-help',
    })
    this.words.value = this.picture?.description ?? ''
    this.plain = h('input', { type: 'checkbox', id: 'draft-picture-plain' })
    this.plain.checked = !described
    this.bar = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': gettext('Sending the picture') })
    this.shown = h('img', { class: 'draft-picture-preview', alt: '', hidden: true })
    this.error = h('p', { class: 'errors', role: 'alert', hidden: true })
    this.told = h('p', { class: 'visually-hidden', role: 'status' })
    const label = this.picture ? gettext('Save') : gettext('Insert the picture')
    this.submit = h('button', { class: 'button' }, label)
    this.file.addEventListener('change', () => this.file.files[0] && this.#send(this.file.files[0]))
    this.words.addEventListener('input', () => this.words.setCustomValidity(''))
    this.plain.addEventListener('change', () => this.#decorate())
    const title = this.picture ? gettext('Describe the picture') : gettext('Picture')
    this.element = h('dialog', { class: 'dialog dialog--small', 'aria-label': title }, this.#form(title))
    this.#decorate()
    if (this.address) this.#preview()
  }

  #form(title) {
    const cancel = h('button', { type: 'button', class: 'button button--quiet' }, gettext('Cancel'))
    cancel.addEventListener('click', () => this.element.close())
    const help = gettext(
      'People who do not see the picture will hear this. One sentence: what is in it that the text around does not say.',
    )
    return h(
      'form',
      { class: 'dialog-body', novalidate: true, onsubmit: (event) => this.#save(event) },
      h('h2', {}, title),
      this.picture ? null : field(gettext('File: PNG, JPEG, GIF or WebP, at most 15 MB'), this.file),
      this.bar,
      this.error,
      this.told,
      this.shown,
      field(
        gettext('What the picture shows'),
        this.words,
        h('p', { class: 'help', id: 'draft-picture-help' }, help),
      ),
      h('label', { class: 'choice' }, this.plain, gettext('Only decoration: there is nothing to say')),
      h('div', { class: 'actions' }, cancel, this.submit),
    )
  }

  /** A new file in place of another one; it goes to the server while its description is being written. */
  async #send(file) {
    this.#sending?.abort()
    const sending = (this.#sending = new AbortController())
    this.#fail('')
    Object.assign(this.bar, { hidden: false, value: 0 })
    this.told.textContent = gettext('Sending the picture…')
    try {
      const progress = (share) => (this.bar.value = share)
      const url = this.host.element.getAttribute('images')
      const { address } = await upload(url, file, { progress, signal: sending.signal })
      this.address = address
      this.#preview()
      this.told.textContent = gettext('The picture was sent.')
      if (this.waiting) this.#insert()
    } catch (error) {
      this.address = null
      this.#fail(error.message)
    } finally {
      this.bar.hidden = true
      if (this.#sending === sending) this.#sending = null
    }
  }

  #save(event) {
    event.preventDefault()
    if (!this.plain.checked && !this.words.value.trim()) {
      this.words.setCustomValidity(gettext('Say what the picture shows, or that it is only decoration'))
      return this.words.reportValidity()
    }
    if (this.#sending) {
      this.waiting = true
      return this.submit.setAttribute('aria-busy', 'true')
    }
    if (!this.address) return this.#fail(gettext('Choose a file with a picture.'), this.file)
    this.#insert()
  }

  #insert() {
    this.insert(this.plain.checked ? '' : this.words.value, this.address)
    this.element.close()
    this.host.view().focus() // at once: `close` comes later than the next key
  }

  #decorate() {
    this.words.disabled = this.plain.checked
    this.words.setCustomValidity('')
  }

  #preview() {
    Object.assign(this.shown, { src: this.address, hidden: false })
  }

  #fail(words, field = null) {
    this.waiting = false
    this.submit.removeAttribute('aria-busy')
    this.error.textContent = words
    this.error.hidden = !words
    field?.focus()
  }

  #end() {
    this.#sending?.abort()
    this.element.remove()
    this.host.view().focus()
  }
}
