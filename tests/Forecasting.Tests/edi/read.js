'use strict'
// Reads the files named as arguments and prints what two libraries make of them, as JSON: { file: { segments: [[tag, element...]], faults: [] } }.
// An element of EDIFACT is its components joined by a unit separator, so that data with a colon stays apart from a colon that parts data.
const fs = require('fs')
const path = require('path')
const { Parser, Tracker } = require('edifact')
const { X12Parser } = require('node-x12')

const orders = require('edifact/messages/ORDERS.json')

function edifact (text) {
  const segments = []
  const faults = []
  const parser = new Parser()
  let tracker = null
  parser.on('error', error => faults.push(error.message))
  parser.on('opensegment', tag => {
    segments.push([tag])
    if (tag === 'UNH') { tracker = text.includes('+ORDERS:') ? new Tracker(orders) : null }
    if (!tracker || ['UNB', 'UNZ'].includes(tag)) { return }
    try { tracker.accept(tag) } catch (error) { faults.push(`${tag}: ${error.message}`) }
  })
  parser.on('element', () => segments[segments.length - 1].push(null))
  parser.on('component', data => {
    const segment = segments[segments.length - 1]
    const last = segment.length - 1
    segment[last] = segment[last] === null ? data : segment[last] + '\u001f' + data
  })
  parser.encoding('UNOC')
  parser.write(text)
  parser.end()
  return { segments, faults }
}

function x12 (text) {
  const faults = []
  const segments = []
  try {
    const interchange = new X12Parser(true).parse(text)
    const add = segment => segments.push([segment.tag, ...segment.elements.map(e => e.value)])
    add(interchange.header)
    for (const group of interchange.functionalGroups) {
      add(group.header)
      for (const transaction of group.transactions) {
        add(transaction.header)
        transaction.segments.forEach(add)
        add(transaction.trailer)
      }
      add(group.trailer)
    }
    add(interchange.trailer)
  } catch (error) { faults.push(error.message) }
  return { segments, faults }
}

const result = {}
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'latin1')
  result[path.basename(file)] = file.endsWith('.edi') ? edifact(text) : x12(text)
}
process.stdout.write(JSON.stringify(result))
