// What a reading engine made of a content document.

// Kinds of page, by what makes them one.
const KINDS = {
  cover: '.cover img',
  'title-page': 'section.title-page',
  'copyright-page': 'section.copyright-page',
  contents: 'nav.contents',
  part: 'section.part',
  chapter: 'section.chapter .opening',
  notes: '.notes',
  quotation: 'blockquote',
  list: 'section ul',
  table: 'div.table',
  figure: 'figure.figure',
  code: 'pre.code',
  math: 'div.math',
  verse: 'div.verse',
  glossary: 'dl.glossary',
  'related-reading': 'section.related-reading .reference',
  index: 'section.index',
}

// Roles of links that open what they lead to beside the page.
export const POPPING = ['doc-noteref', 'doc-glossref', 'doc-biblioref']

export const seen = async doc => {
  const images = [...doc.querySelectorAll('img')]
  await Promise.allSettled(images.map(image => within(30, image.decode())))
  return {
    characters: doc.body.innerText.trim().length,
    pictures: images.length,
    broken: images.filter(image => image.naturalWidth === 0).map(image => image.alt),
    malformed: doc.querySelector('parsererror')?.textContent ?? '',
    kinds: Object.entries(KINDS).filter(([, selector]) => doc.querySelector(selector)),
  }
}

// The links of a document into the book itself.
export const linksOf = doc => [...doc.querySelectorAll('a[href]')]
  .filter(link => !/^\w+:/.test(link.getAttribute('href')))

// Whether an element of a page lies inside the window of 600 by 800 pixels that shows it.
export const inView = element => {
  const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
  const { left, top, width } = element.getBoundingClientRect()
  const x = frame.left + left, y = frame.top + top
  return width > 0 && x >= 0 && x < 600 && y >= 0 && y < 800
}

// A promise that fails when it takes more than so many seconds.
export const within = (seconds, promise) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(`nothing within ${seconds} seconds`)), seconds * 1000)),
])
