import type { Role } from '../playbook/playbook.ts';

export interface RotaTurn {
  session: number;
  person: string;
  role: Role;
}
