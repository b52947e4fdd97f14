/**
 * The report page's only script: one player sounds at a time and takes over the place of the one before,
 * so that stems can be compared at one spot; a line on the pictures shows where it is, and a click moves it.
 */
export const reportScript = `
for (const piece of document.querySelectorAll('article')) {
  const players = [...piece.querySelectorAll('audio')];
  const lines = [...piece.querySelectorAll('.playhead')];
  const total = Number(piece.dataset.duration);
  let current = players[0];
  const draw = () => {
    for (const line of lines) {
      line.style.left = (100 * current.currentTime / total) + '%';
      line.style.opacity = current.currentTime > 0 ? .75 : 0;
    }
    if (!current.paused) requestAnimationFrame(draw);
  };
  for (const player of players) {
    player.addEventListener('play', () => {
      for (const other of document.querySelectorAll('audio')) if (other !== player) other.pause();
      if (current !== player && current.currentTime > 0) player.currentTime = current.currentTime;
      current = player;
      draw();
    });
    player.addEventListener('seeked', () => { if (current === player) draw(); });
  }
  for (const picture of piece.querySelectorAll('.picture')) {
    picture.addEventListener('click', (event) => {
      const box = picture.getBoundingClientRect();
      current.currentTime = total * (event.clientX - box.left) / box.width;
      draw();
    });
  }
}
`.trim();
