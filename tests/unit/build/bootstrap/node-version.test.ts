import { describe, expect, it } from 'vitest';
import { isSupportedNode, unsupportedNodeMessage } from '../../../../build/bootstrap/node-version.mjs';

describe('the version check', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.12.0', true],
    ['24.1.0', true],
    ['26.0.0', true],
    ['20.18.9', false],
    ['21.7.3', false],
    ['22.11.0', false],
    ['18.20.8', false],
    ['8.17.0', false],
  ])('[F1] Node %s is supported: %s', (version, supported) => {
    expect(isSupportedNode(version)).toBe(supported);
  });

  it('[F1] an older Node is told what is needed and what it is', () => {
    expect(unsupportedNodeMessage('18.20.8')).toMatch(/Node 20\.19 or newer.*this is Node 18\.20\.8/);
  });
});
