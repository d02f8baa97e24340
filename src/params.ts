import { defineParams } from '@sveltejs/kit/params';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What may stand in an address: `[circle=id]` is met by ids only, anything else is "not found" before any query runs. */
export const params = defineParams({
  id: (param) => (uuid.test(param) ? param : undefined),
});
