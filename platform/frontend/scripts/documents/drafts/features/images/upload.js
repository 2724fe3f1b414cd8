/** One picture to the server, with its progress, which `fetch` does not tell. */
import { csrfToken } from '../../../../http.js'

/** `{address, width, height}`; an Error in words when it was not taken. `progress(share)` from 0 to 1. */
export function upload(url, file, { progress = () => {}, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'json'
    request.setRequestHeader('X-CSRFToken', csrfToken())
    request.setRequestHeader('Accept', 'application/json')
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total ? loaded / total : 0))
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(request.response)
      else reject(new Error(request.response?.reason ?? explain(request.status)))
    })
    request.addEventListener('error', () => reject(new Error(explain(0))))
    signal?.addEventListener('abort', () => request.abort())
    const body = new FormData()
    body.append('file', file, file.name || 'obraz')
    request.send(body)
  })
}

function explain(status) {
  if (status === 0)
    return gettext('Without a connection a picture cannot be sent. Try again when you are online.')
  if (status === 413) return gettext('The picture is too large.')
  if (status === 403) return gettext('You may not add pictures here. Reload the page if you were signed out.')
  return gettext('The picture could not be sent. Try again.')
}
