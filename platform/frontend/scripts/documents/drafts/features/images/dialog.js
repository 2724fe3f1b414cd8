/** The window for a picture: the file, what it shows, and whether it is only decoration. Loaded when first needed. */
import { field, h } from '../../screen/dom.js'
import { openWindow } from '../../screen/window.js'
import { upload } from './upload.js'

const KINDS = 'image/png,image/jpeg,image/gif,image/webp,image/bmp'

/** Resolves when the window is closed. `picture`: the one in the text to be described anew; `file`: one just
 * dropped; `insert(description, address)`. */
export function openDialog(host, { picture = null, file = null, insert }) {
  return new Promise((resolve) => {
    const dialog = new PictureDialog(host, picture, insert)
    dialog.open(file, resolve)
  })
}

class PictureDialog {
  #sending = null

  constructor(host, picture, insert) {
    Object.assign(this, { host, picture, insert, address: picture?.address ?? null })
    this.#build()
  }

  open(file, closed) {
    const { element, submit, close } = openWindow(this.host.element, this.host.view, {
      title: this.picture ? gettext('Describe the picture') : gettext('Picture'),
      content: this.#content(),
      submit: this.picture ? gettext('Save') : gettext('Insert the picture'),
      save: () => this.#save(),
      checked: false,
    })
    Object.assign(this, { submit, close })
    element.addEventListener('close', () => (this.#sending?.abort(), closed()), { once: true })
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
    this.file.addEventListener('change', () => this.file.files[0] && this.#send(this.file.files[0]))
    this.words.addEventListener('input', () => this.words.setCustomValidity(''))
    this.plain.addEventListener('change', () => this.#decorate())
    this.#decorate()
    if (this.address) this.#preview()
  }

  #content() {
    const help = gettext(
      'People who do not see the picture will hear this. One sentence: what is in it that the text around does not say.',
    )
    const file = this.picture
      ? []
      : [field(gettext('File: PNG, JPEG, GIF or WebP, at most 15 MB'), this.file)]
    return [
      ...file,
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
    ]
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

  #save() {
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
    this.close()
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
}
