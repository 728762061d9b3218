import { NONE, Simulation } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { KeptConnections } from './kept-connections.ts';

/** Ten clients, connections that are closed after 5 s, and, if told so, slots that wait 1 s for three in a row. */
function kept(inline = 0): { simulation: Simulation; connections: KeptConnections; log: string[] } {
  const simulation = new Simulation();
  const log: string[] = [];
  const connections = new KeptConnections(simulation, { idle: 5, inline, inlineWait: 1 }, 10, {
    closed: (place, heldSlot) =>
      void log.push(`${place} closes one ${heldSlot ? 'with its slot ' : ''}${simulation.now}`),
    slotReleased: (place) => void log.push(`${place} has its slot ${simulation.now}`),
  });
  return { simulation, connections, log };
}

describe('kept connections', () => {
  it('belong to one worker until they are used or closed', () => {
    const { simulation, connections, log } = kept();
    expect([connections.keep(1, 7, true), connections.keep(2, 8, true)]).toEqual([false, false]);
    expect([connections.of(1), connections.of(2), connections.of(3)]).toEqual([7, 8, NONE]);
    simulation.run(3);
    expect(connections.reuse(1)).toBe(false);
    expect(connections.of(1)).toBe(NONE);
    simulation.run(20);
    expect(connections.of(2)).toBe(NONE);
    expect(log).toEqual(['8 closes one 5']);
  });

  it('are closed together when their worker leaves', () => {
    const { simulation, connections, log } = kept();
    connections.keep(1, 7, true);
    connections.keep(2, 8, true);
    connections.keep(3, 7, true);
    connections.closeAll(7);
    expect(log).toEqual(['7 closes one 0', '7 closes one 0']);
    connections.forget(8);
    simulation.run(20);
    expect(log).toHaveLength(2);
  });

  it('have a slot wait for them so many times in a row', () => {
    const { connections } = kept(3);
    const waits = [1, 2, 3, 4].map(() => {
      const waited = connections.keep(1, 7, true);
      connections.reuse(1);
      return waited;
    });
    expect(waits).toEqual([true, true, false, true]);
  });

  it('let the slot go before they are closed', () => {
    const { simulation, connections, log } = kept(3);
    connections.keep(1, 7, true);
    simulation.run(20);
    expect(log).toEqual(['7 has its slot 1', '7 closes one 5']);
  });

  it('count from none on a new connection', () => {
    const { connections } = kept(3);
    for (const _ of [1, 2]) {
      connections.keep(1, 7, true);
      connections.reuse(1);
    }
    connections.open(1);
    expect(connections.keep(1, 7, true)).toBe(true);
  });
});
