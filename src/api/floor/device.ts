import type { DeviceKey } from '#governance/keys'
import { ownerOf } from '#governance/ownership'
import { asDevice, deviceCookie, keyNamed } from '../door/key.ts'
import { callerWith } from '../door/judge-event.ts'
import type { ApiParts } from '../parts.ts'
import { type Route, route } from '../routes/route.ts'
import { Enrolment, FloorDevice } from './contract.ts'

/** What the device is, as its own page shows it. */
export function deviceFrom(key: DeviceKey, { plants, rules, now }: ApiParts): FloorDevice {
  const plant = plants.find(({ id }) => id === key.plant)
  const owner = ownerOf(rules.live.now().rules.ownership, key.plant, 'production-order.actuals', now())
  return {
    keyId: key.keyId,
    plant: key.plant,
    plantName: plant?.name ?? key.plant,
    timeZone: plant?.timeZone ?? 'UTC',
    source: callerWith(key, now()).source,
    workCentres: [...key.workCentres],
    owner: owner === undefined || owner === key.system ? null : owner,
  }
}

export const deviceRoutes: readonly Route[] = [
  route(
    {
      name: 'enrolDevice',
      method: 'POST',
      path: '/api/v1/floor/device',
      access: 'public',
      summary: 'Gives a browser on the shop floor the key of its device, in a cookie that no script reads',
      body: Enrolment,
      answer: FloorDevice,
      refuses: [401, 403, 429],
      perMinute: 60,
    },
    async ({ body, reply }, parts) => {
      const device = asDevice(await keyNamed(body.key.trim(), parts.keys))
      const { secure } = parts
      void reply.setCookie(deviceCookie(secure), body.key.trim(), {
        httpOnly: true,
        sameSite: 'strict',
        secure,
        path: '/',
        // Longer than any key lives; the door asks each time whether this one still does.
        maxAge: LONGEST,
      })
      return deviceFrom(device, parts)
    },
  ),
  route(
    {
      name: 'dismissDevice',
      method: 'DELETE',
      path: '/api/v1/floor/device',
      access: 'public',
      summary: 'Takes the key away from this browser; it stays valid until it is revoked',
    },
    async ({ reply }, { secure }) => {
      void reply.clearCookie(deviceCookie(secure), { path: '/', secure })
    },
  ),
]

const LONGEST = 400 * 86_400
