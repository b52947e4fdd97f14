/**
 * Writers of the two icon formats that hold several sizes. Both take whole PNG files as they are.
 *
 * @typedef {{ readonly sizePx: number, readonly png: Buffer }} IconImage
 */

/** Sizes and their names in an .icns file; the second of a pair is for screens of twice the density. */
const ICNS_TYPES = Object.freeze([
  { type: 'icp4', sizePx: 16 },
  { type: 'icp5', sizePx: 32 },
  { type: 'ic07', sizePx: 128 },
  { type: 'ic08', sizePx: 256 },
  { type: 'ic09', sizePx: 512 },
  { type: 'ic10', sizePx: 1024 },
  { type: 'ic11', sizePx: 32 },
  { type: 'ic12', sizePx: 64 },
  { type: 'ic13', sizePx: 256 },
  { type: 'ic14', sizePx: 512 },
]);

/** Windows takes PNG images in every size since Vista. */
const ICO_SIZES = Object.freeze([16, 24, 32, 48, 64, 128, 256]);

/**
 * @param {readonly IconImage[]} images
 * @returns {Buffer} an .icns file (Apple Icon Image: big-endian chunks of type, length and data)
 */
export function icnsFile(images) {
  const chunks = ICNS_TYPES.map(({ type, sizePx }) => chunk(type, pngOf(images, sizePx)));
  return chunk('icns', Buffer.concat(chunks));
}

/**
 * @param {readonly IconImage[]} images
 * @returns {Buffer} an .ico file (little-endian: header, one entry of 16 bytes an image, the images)
 */
export function icoFile(images) {
  const header = Buffer.alloc(6 + 16 * ICO_SIZES.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(ICO_SIZES.length, 4);
  const bodies = ICO_SIZES.map((sizePx) => pngOf(images, sizePx));
  let offset = header.length;
  for (const [index, body] of bodies.entries()) {
    const entry = 6 + 16 * index;
    // One byte each for width and height: 0 stands for 256.
    header.writeUInt8((ICO_SIZES[index] ?? 0) % 256, entry);
    header.writeUInt8((ICO_SIZES[index] ?? 0) % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(body.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += body.length;
  }
  return Buffer.concat([header, ...bodies]);
}

/** @returns {number[]} every size that the two formats need, ascending */
export function iconSizes() {
  const sizes = new Set([...ICO_SIZES, ...ICNS_TYPES.map(({ sizePx }) => sizePx)]);
  return [...sizes].sort((a, b) => a - b);
}

/**
 * @param {string} type four letters
 * @param {Buffer} data
 * @returns {Buffer}
 */
function chunk(type, data) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([header, data]);
}

/**
 * @param {readonly IconImage[]} images
 * @param {number} sizePx
 * @returns {Buffer}
 */
function pngOf(images, sizePx) {
  const image = images.find((candidate) => candidate.sizePx === sizePx);
  if (image === undefined) throw new Error(`expected an image of ${sizePx} pixels`);
  return image.png;
}
