import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bundleText, openBundle, signerFrom } from './bundle.ts'
import { PlantPolicy, Rules } from './document.ts'

const rules = Rules.parse({
  policies: { A: PlantPolicy.parse({}) },
  ownership: [],
  flows: [{ plant: 'A', flow: 'material-issue', mode: 'shadow' }],
  fieldTables: [],
})
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()
const signer = signerFrom('test hub', pem(publicKey))
const text = bundleText({ home: 'dev', version: 7, madeAt: '2026-11-22T08:00:00Z', madeBy: 'anna', rules }, privateKey)

describe('SEC-28: rules on their way to another hub', () => {
  it('are taken from a signer this hub knows, as they were', () => {
    expect(openBundle(text, [signer])).toEqual({ home: 'dev', version: 7, madeBy: 'anna', signer: 'test hub', rules })
    const otherwiseLaidOut = JSON.stringify(JSON.parse(text))
    expect(openBundle(otherwiseLaidOut, [signer]).rules).toEqual(rules)
  })

  it.each([
    ['whose rules were altered', text.replace('"shadow"', '"live"')],
    ['that names another hub', text.replace('"dev"', '"prod"')],
    ['that names another maker', text.replace('"anna"', '"bert"')],
    ['without its signature', text.replace(/"signature": "[^"]+"/, '"signature": ""')],
  ])('are refused in a bundle %s', (_, altered) => {
    expect(() => openBundle(altered, [signer])).toThrow('altered, or is signed by none of test hub')
  })

  it('are refused from an unknown signer, and from everybody where nobody is named', () => {
    const stranger = signerFrom('stranger', pem(generateKeyPairSync('ed25519').publicKey))
    expect(() => openBundle(text, [stranger])).toThrow('signed by none of stranger')
    expect(() => openBundle(text, [])).toThrow('name a signer in the estate')
    expect(() => openBundle('a letter', [signer])).toThrow('no bundle of rules')
  })

  it('a signer is a public Ed25519 key and no other', () => {
    expect(() => signerFrom('x', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow(
      'public Ed25519',
    )
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    expect(() => signerFrom('x', pem(rsa))).toThrow('public Ed25519')
  })
})
