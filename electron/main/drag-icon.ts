/** What is seen under the pointer while files are dragged out: a sheet with a wave, a PNG of 32 by 32. */
export const dragIcon: string = [
  'data:image/png;base64,',
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAAd0lEQVR42mNgGAVoICqj4T8tMVEOePPh22ta4FEHDG0H6OdfwOsw',
  'QvJkOwBmMLEOwKeOJg5Al6e5A9AtGPQOQOaT5ABcBo86gFgHYFNPVQeQSo86YPilgeGfDQe8JBy0dcGA14Z0bw8MeItotFE6IA4Y',
  '0K7ZiAMA0SeUKQtsSesAAAAASUVORK5CYII=',
].join('');
