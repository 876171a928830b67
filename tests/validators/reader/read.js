// Opens EPUBs in reading engines: each content document, its links, notes and the way back from them, the page list.
//
// usage: node read.js CHROMIUM FOLDER PICTURES BOOK.epub…
// For the book of index N, FOLDER/N/ENGINE.json tells what was seen. PICTURES/KIND-light.png and KIND-dark.png show the
// first page of each kind in all books, PICTURES/pop-up.png the first note.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { within } from './seen.js'

const HERE = import.meta.dirname
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.epub': 'application/epub+zip' }
const LONGEST_SECONDS = 180  // that an engine takes over a book, on a slow machine
const ENGINES = ['foliate', 'epubjs']
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run']

const [chromium, folder, pictures, ...books] = process.argv.slice(2)

// Serves this folder, the engines, and the books as /0.epub, /1.epub …; engines are modules, which file: cannot load.
const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname
  const book = /^\/(\d+)\.epub$/.exec(path)
  const file = book ? books[book[1]] : join(path.startsWith('/node_modules/') ? join(HERE, '..') : HERE, path)
  if (path === '/favicon.ico') return response.writeHead(204).end()
  try {
    const body = await readFile(file)
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body)
  } catch {
    response.writeHead(404).end()
  }
})

const read = async (browser, engine, number) => {
  const page = await browser.newPage()
  const errors = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => message.type() === 'error' && errors.push(message.text()))
  await page.setViewport({ width: 600, height: 800 })
  await page.goto(`http://localhost:${server.address().port}/${engine}.html`)
  await page.waitForFunction('window.reader')
  const documents = []
  const hrefs = await page.evaluate(url => reader.open(url), `/${number}.epub`)
  const pages = await page.evaluate(() => reader.pages())
  for (const [index, href] of hrefs.entries()) {
    const seen = await page.evaluate(index => reader.show(index), index)
    const links = await page.evaluate(() => reader.links())
    const notes = await readNotes(page)
    const back = await page.evaluate(() => reader.goBack())
    documents.push({ href, ...seen, links, notes, back })
  }
  if (engine === 'foliate') await show(page, documents)
  await page.close()
  return { documents, pages, errors }
}

const readNotes = async page => {
  const notes = []
  for (const index of await page.evaluate(() => reader.popping())) {
    notes.push(await page.evaluate(index => reader.press(index), index))
    await picture(page, 'pop-up')
    await page.evaluate(() => reader.closeNote())
  }
  return notes
}

const taken = new Set()

const picture = async (page, name) => {
  if (!taken.has(name)) await page.screenshot({ path: join(pictures, `${name}.png`) })
  taken.add(name)
}

// Takes pictures of the kinds of page that no book before had.
const show = async (page, documents) => {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    for (const [index, { kinds }] of documents.entries())
      for (const [kind, selector] of kinds) {
        if (taken.has(`${kind}-${scheme}`)) continue
        await page.evaluate((index, selector) => reader.turnTo(index, selector), index, selector)
        await picture(page, `${kind}-${scheme}`)
      }
  }
}

await mkdir(pictures, { recursive: true })
await new Promise(resolve => server.listen(0, 'localhost', resolve))
const browser = await puppeteer.launch({ executablePath: chromium, args: FLAGS })
for (const number of books.keys()) {
  const target = join(folder, String(number))
  await mkdir(target, { recursive: true })
  for (const engine of ENGINES) {
    const report = await within(LONGEST_SECONDS, read(browser, engine, number))
      .catch(error => ({ documents: [], pages: [], errors: [error.stack] }))
    await writeFile(join(target, `${engine}.json`), JSON.stringify(report))
  }
}
await browser.close()
server.close()
process.exit()  // a reading that was given up goes on waiting
