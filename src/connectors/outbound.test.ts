import { describe, expect, it } from 'vitest'
import { guardOf } from './outbound.ts'

const why = (host: string, networks: readonly string[] = []) =>
  guardOf({ hosts: [new URL(`http://${host}`).hostname], networks })
    .address(new URL(`http://${host}`).hostname)
    .then(
      () => 'called',
      (error) => error.code as string,
    )

describe('what the hub may call by itself', () => {
  it('is nothing until somebody has named it', async () => {
    await expect(guardOf({ hosts: [], networks: [] }).address('example.com')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      message: expect.stringContaining('outbound, hosts'),
    })
    expect(() => guardOf({ hosts: ['example.com'], networks: [] }).admit('evil-example.com')).toThrow('may not call')
    expect(() => guardOf({ hosts: ['example.com'], networks: [] }).admit('sub.example.com')).toThrow('may not call')
    expect(() => guardOf({ hosts: ['Example.com'], networks: [] }).admit('example.COM.')).not.toThrow()
  })

  // However an address is written, the same address is meant.
  it.each([
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0177.0.0.1',
    '0x7f.1',
    '0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '255.255.255.255',
  ])('is not %s, a place inside, even when the name is allowed', async (host) => {
    expect(await why(host)).toBe('NOT_ALLOWED')
  })

  it('is a place inside once its network is open', async () => {
    expect(await why('10.1.2.3', ['10.1.0.0/16'])).toBe('called')
    expect(await why('10.2.2.3', ['10.1.0.0/16'])).toBe('NOT_ALLOWED')
    expect(await why('127.0.0.1', ['127.0.0.1/32'])).toBe('called')
    expect(await why('93.184.215.14')).toBe('called')
  })
})
