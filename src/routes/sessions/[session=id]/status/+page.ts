/** Made for browsers without script; with one, the room itself moves. */
export const csr = false;
