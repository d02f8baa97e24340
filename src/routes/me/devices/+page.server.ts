import { fail } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { deviceInput } from '#features/people/input.ts';
import { endDevice, endOtherDevices } from '#features/people/use-cases/end-devices.ts';
import { listDevices } from '#features/people/use-cases/list-devices.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  return { devices: await listDevices(rondo(), actor), zone: actor.timeZone };
};

export const actions: Actions = {
  end: async (event) => {
    const actor = signedIn(event);
    const read = readForm(deviceInput, await event.request.formData());
    if (!read.ok) return fail(400, {});
    await endDevice(rondo(), actor, read.value.id);
    return { ended: 'one' };
  },
  endOthers: async (event) => {
    await endOtherDevices(rondo(), signedIn(event));
    return { ended: 'others' };
  },
};
