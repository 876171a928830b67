// What a reading engine made of a content document.
export const seen = async doc => {
  const images = [...doc.querySelectorAll('img')]
  await Promise.allSettled(images.map(image => within(10, image.decode())))
  return {
    characters: doc.body.innerText.trim().length,
    pictures: images.length,
    broken: images.filter(image => image.naturalWidth === 0).map(image => image.alt),
    malformed: doc.querySelector('parsererror')?.textContent ?? '',
  }
}

// A promise that fails when it takes more than so many seconds.
export const within = (seconds, promise) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(`nothing within ${seconds} seconds`)), seconds * 1000)),
])
