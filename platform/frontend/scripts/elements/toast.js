/** Shows a message in the page's message area: toast('Saved', 'success'). */
import { icon } from './icon.js'

const ICONS = { success: 'success', error: 'warning', warning: 'warning', info: 'info' }

export function toast(text, tone = 'info') {
  const message = document.createElement('dismissable-message')
  message.className = 'message'
  message.dataset.tone = tone
  message.setAttribute('role', tone === 'error' ? 'alert' : 'status')
  message.append(icon(ICONS[tone] ?? 'info'), words(text), closeButton())
  document.getElementById('messages')?.append(message)
  return message
}

function words(text) {
  const element = document.createElement('div')
  element.className = 'message-text'
  element.textContent = text
  return element
}

function closeButton() {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'icon-button'
  button.dataset.dismiss = ''
  button.setAttribute('aria-label', gettext('Close the message'))
  button.append(icon('close'))
  return button
}
