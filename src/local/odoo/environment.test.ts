import { describe, expect, it } from 'vitest'
import { odooFromEnvironment } from './environment.ts'

const whole = { ODOO_URL: 'https://erp.example.com/', ODOO_DB: 'plant', ODOO_API_KEY: 'k' }

describe('an Odoo named by the environment', () => {
  it('is used when it is wholly named', () => {
    expect(odooFromEnvironment(whole)).toEqual({
      url: 'https://erp.example.com',
      database: 'plant',
      login: 'millwright',
      key: 'k',
    })
    expect(odooFromEnvironment({ ...whole, ODOO_LOGIN: 'hub' })).toMatchObject({ login: 'hub' })
    expect(odooFromEnvironment({})).toBeUndefined()
  })

  it('is refused when half of it is missing, naming that half', () => {
    expect(() => odooFromEnvironment({ ODOO_URL: whole.ODOO_URL })).toThrow(/ODOO_DB and ODOO_API_KEY must be set/)
    expect(() => odooFromEnvironment({ ...whole, ODOO_URL: 'erp.example.com' })).toThrow(/no web address/)
  })
})
