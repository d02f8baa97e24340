import type { Role } from './playbook.ts';

/** Whether a word can be a role's name: lower-case letters, with single spaces, hyphens or apostrophes inside. */
export function isRole(text: string): boolean {
  return (
    /^\p{Ll}+(?:[ '’-][\p{Ll}\p{N}]+)*$/u.test(text) && text.length <= 40 && roleOf(roleLabel(text)) === text
  );
}

/** The role as a text shows it: `focus owner` is written `Focus owner`. */
export function roleLabel(role: Role): string {
  return role.slice(0, 1).toUpperCase() + role.slice(1);
}

/** The role that a label in a text stands for. */
export function roleOf(label: string): Role {
  return label.toLowerCase();
}
