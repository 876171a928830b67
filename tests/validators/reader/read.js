// Opens EPUBs in reading engines, each content document and each note of it, as a reader would.
//
// usage: node read.js CHROMIUM FOLDER BOOK.epub…
// For the book of index N, FOLDER/N/ENGINE.json tells what was seen; FOLDER/N/*.png show it.
import { readFile, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import puppeteer from 'puppeteer-core'

const HERE = import.meta.dirname
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.epub': 'application/epub+zip' }
const ENGINES = ['foliate', 'epubjs']
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run']

const [chromium, folder, ...books] = process.argv.slice(2)

// Serves this folder, the engines, and the books as /0.epub, /1.epub …; engines are modules, which file: cannot load.
const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname
  const book = /^\/(\d+)\.epub$/.exec(path)
  const file = book ? books[book[1]] : join(path.startsWith('/node_modules/') ? join(HERE, '..') : HERE, path)
  try {
    const body = await readFile(file)
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body)
  } catch {
    response.writeHead(404).end()
  }
})

const read = async (browser, engine, number, target) => {
  const page = await browser.newPage()
  const errors = []
  page.on('pageerror', error => errors.push(error.message))
  await page.setViewport({ width: 600, height: 800 })
  await page.goto(`http://localhost:${server.address().port}/${engine}.html`)
  await page.waitForFunction('window.reader')
  const documents = []
  for (const [index, href] of (await page.evaluate(url => reader.open(url), `/${number}.epub`)).entries()) {
    const seen = await page.evaluate(index => reader.show(index), index)
    const picture = join(target, `${engine}-${String(index).padStart(2, '0')}`)
    await page.screenshot({ path: `${picture}.png` })
    documents.push({ href, ...seen, notes: await readNotes(page, `${picture}-note.png`) })
  }
  await page.close()
  return { documents, errors }
}

const readNotes = async (page, picture) => {
  const notes = []
  const calls = await page.evaluate(() => reader.calls())
  for (let index = 0; index < calls; index++) {
    notes.push(await page.evaluate(index => reader.note(index), index))
    if (index === 0) await page.screenshot({ path: picture })
    await page.evaluate(() => reader.closeNote())
  }
  return notes
}

await new Promise(resolve => server.listen(0, 'localhost', resolve))
const browser = await puppeteer.launch({ executablePath: chromium, args: FLAGS })
for (const number of books.keys()) {
  const target = join(folder, String(number))
  await mkdir(target, { recursive: true })
  for (const engine of ENGINES) {
    const report = await read(browser, engine, number, target).catch(error => ({ documents: [], errors: [error.stack] }))
    await writeFile(join(target, `${engine}.json`), JSON.stringify(report))
  }
}
await browser.close()
server.close()
