/** The preview is for this machine alone. */
export default { server: { host: '127.0.0.1' } };
