/** Examples and explanations that follow the lists of options. */
export const helpTexts = {
  program: `
Examples:
  divisi separate sonata.wav sonata.mid --out stems --groups hands
  divisi align sonata.wav sonata.mid --out alignment.json
  divisi project create sonata --recording sonata.wav --score sonata.mid
  divisi evaluate --mix mix.wav --ref left.wav right.wav --est l.wav r.wav
  divisi info sonata.mid

"divisi <command> --help" lists the options of a command.
Exit codes: 0 done, 2 bad use, 3 input that cannot be read, 4 a run that failed, 130 stopped.`,

  separate: `
Groups:
  tracks, channels, instruments   one stem for each that has notes
  hands                           two tracks, or one keyboard split at --split-pitch
  FILE.json                       any selection; the first group that claims a note keeps it, and
                                  "rest" holds what no group claims:
    {"groups": [{"name": "Melody", "select": [
      {"tracks": [2, "Violin"], "channels": [1], "instruments": ["violin", 41],
       "pitches": [[60, 72], "C4-B5"], "timesSec": [[0, 12.5]], "notes": ["t2n5"]}]}]}
    Fields of one selection must all hold; several selections, or entries of a field, add up.
    Tracks, channels and instruments count from 1; "divisi info SCORE" lists them.

Files are named "<piece> - <nn> <group>.wav"; the last is "residual": what the recording has beyond
them, with --free the background too. All stems together sum to the recording.

Examples:
  divisi separate sonata.wav sonata.mid --out stems --groups hands
  divisi separate quartet.flac quartet.mid --out stems --bits 32f --seed 7
  divisi separate piano.wav piano.mid --out stems --split-pitch C4 --excerpt 0-40
  divisi separate song.wav song.mid --out stems --groups groups.json --json > report.json
  divisi separate piano.wav piano.mid --out baseline --method A --tolerance 0.5`,

  align: `
Times are seconds. The result has, for every note, its times in the score and in the recording and how sure
they are (0 to 1), the warp between both, beats and bars, the tuning, and the segments that are doubtful.
A score that does not belong to the recording is refused with exit code 4.

Examples:
  divisi align sonata.wav sonata.mid
  divisi align sonata.wav sonata.mid --out alignment.json --midi performance.mid --clicks check.wav
  divisi align live.flac sonata.mid --skip 0-12.5 --anchor 0=14.2 --anchor 95=120.8 --json`,

  export: `
All sounds begin at the same sample, and so does the MIDI file, whose tempo follows the recording.
README.txt says what each file is, how deep the stems null, and how to import them.
Sound past full scale is told before anything is written: float keeps it in 32-bit WAV, common-gain
lowers all stems alike, clip limits it.

Examples:
  divisi export sonata.divisi --out stems
  divisi export sonata.divisi --out daw --sessions dawproject,rpp --original
  divisi export sonata.divisi --out part --format flac --only Melody --range 30-60
  divisi export sonata.divisi --out practice --mix mp3 --without Violin`,

  batch: `
The list names a recording and a score for each piece, and any option of "divisi separate" without its
dashes. Paths are relative to the list. CSV has the names in its first line, JSON is
  [{"recording": "a.wav", "score": "a.mid", "groups": "hands"}, ...]   or
  {"defaults": {"method": "divisi"}, "pieces": [...]}
Standard output gets one JSON object a line; each piece's folder gets its stems and batch-result.json,
failures too, which stop no other piece. The exit code is 4 when any failed.

Examples:
  divisi batch pieces.csv --out stems
  divisi batch pieces.csv --out stems --resume
  parallel -j 2 divisi batch pieces.csv --out stems --resume --shard {}/2 ::: 1 2
  sbatch --array=1-16 --wrap 'divisi batch pieces.csv --out stems --resume --shard $SLURM_ARRAY_TASK_ID/16'`,

  evaluate: `
All files need one sample rate and one number of channels. NSDR is the gain of SDR over the mix.

Examples:
  divisi evaluate --mix mix.wav --ref left.wav right.wav --est out/01.wav out/02.wav
  divisi evaluate --mix mix.wav --ref left.wav right.wav --est out/01.wav out/02.wav --json`,

  info: `
Examples:
  divisi info recording.flac
  divisi info score.mid --json`,
} as const;
