/** Milliseconds of work that this process has done so far: what other programs do meanwhile does not count. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
