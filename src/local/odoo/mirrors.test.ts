import { describe, expect, it } from 'vitest'
import { addressesIn, chooseMirrors } from './mirrors.ts'

describe("apt's own mirrors", () => {
  it('are read from both forms of its lists', () => {
    const fields = 'Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n'
    const oneLine =
      '# deb http://old.example/debian stretch main\ndeb [arch=amd64] http://one.example/debian bookworm main\n'
    expect(addressesIn(fields)).toEqual(['http://mirror.example/debian'])
    expect(addressesIn(oneLine)).toEqual(['http://one.example/debian'])
  })

  it('are the Debian ones among others', () => {
    const addresses = ['https://node.example/node_20.x', 'http://m.example/debian/', 'http://m.example/debian-security']
    expect(chooseMirrors(addresses)).toEqual({
      debian: 'http://m.example/debian',
      'debian-security': 'http://m.example/debian-security',
    })
  })

  it('are guessed for security updates, and never for Debian itself', () => {
    expect(chooseMirrors(['http://m.example/debian'])?.['debian-security']).toBe('http://m.example/debian-security')
    expect(chooseMirrors(['http://archive.example/ubuntu'])).toBeUndefined()
  })
})
