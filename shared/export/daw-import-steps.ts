/**
 * How exported files come into other programs with the stems un-stretched and the bars in place. Taken from the
 * makers' manuals; none of it was tried in the programs themselves.
 */
export type DawImport = {
  readonly program: string;
  readonly steps: readonly string[];
  /** Chapters of the makers' manuals, and where those are. */
  readonly sources: readonly { readonly title: string; readonly url: string }[];
};

export const dawImports: readonly DawImport[] = Object.freeze([
  {
    program: 'Ableton Live',
    steps: [
      'In the settings, page Record, Warp & Launch, switch "Auto-Warp Long Samples" off before anything is imported: else Live stretches every stem by a guess of its own.',
      'Drag "<piece> - score.mid" to bar 1 of an empty Arrangement, and answer yes where Live asks whether to import the tempo and time signatures of the file.',
      'Drag all stems at once to bar 1, with Cmd or Ctrl held so that each gets a track of its own.',
      'Select the audio clips and see in the Clip View that Warp is off; then the stems play as recorded while the tempo moves the grid.',
    ],
    sources: [
      {
        title: 'Live manual, "Audio Clips, Tempo, and Warping"',
        url: 'https://www.ableton.com/en/manual/audio-clips-tempo-and-warping/',
      },
      {
        title: 'Live manual, "Managing Files and Sets"',
        url: 'https://www.ableton.com/en/manual/managing-files-and-sets/',
      },
    ],
  },
  {
    program: 'Apple Logic Pro',
    steps: [
      'Open an empty project. In File > Project Settings > Smart Tempo choose "Keep Project Tempo", set imported audio files to Off, and switch "Trim start of new regions" off.',
      'File > Import > MIDI File, choose "<piece> - score.mid", and import its tempo.',
      'Drag all stems to bar 1 and create one track for each; every region must begin at 1 1 1 1.',
      'Select the audio regions and see in the Region inspector that Flex & Follow is Off.',
    ],
    sources: [
      {
        title: 'Logic Pro User Guide, "Smart Tempo project settings"',
        url: 'https://support.apple.com/guide/logicpro/lgcp6ad7156e/mac',
      },
      {
        title: 'Logic Pro User Guide, "Set how audio regions follow tempo"',
        url: 'https://support.apple.com/guide/logicpro/lgcp4e829ea1/mac',
      },
    ],
  },
  {
    program: 'Reaper',
    steps: [
      'Open "<piece>.rpp"; the stems must lie in the same folder. Tempo, markers, colours and faders are there.',
      "The project's time base is Time, so that editing the tempo moves neither stems nor notes. Change it in the project settings (Alt+Enter) where you want otherwise.",
      'Without the .rpp file: set the time base to Time first, insert the stems at 0:00 on separate tracks, then insert "<piece> - score.mid" and accept its tempo map.',
    ],
    sources: [
      {
        title: 'REAPER User Guide, "Project Timebase, Time Signature and Related Settings"',
        url: 'https://www.reaper.fm/userguide.php',
      },
    ],
  },
  {
    program: 'Steinberg Cubase',
    steps: [
      'Cubase 14 and later: File > Import > DAWproject, and choose "<piece>.dawproject".',
      'Earlier: in the preferences, MIDI > MIDI File, switch "Ignore Master Track Events on Merge" and "Import Controller as Automation Tracks" off and "Import Markers" on.',
      'Create an empty project with the sample rate of the stems, put the cursor at its start, and choose File > Import > MIDI File, "<piece> - score.mid"; answer No where Cubase offers a new project.',
      'File > Import > Audio File, all stems, on different tracks, at the cursor.',
      'See that Musical Mode is off for the stems in the Pool: then they keep their own time.',
    ],
    sources: [
      {
        title: 'Cubase manual, "Import Options for MIDI Files"',
        url: 'https://steinberg.help/cubase_elements_le_ai/v9.5/en/cubase_nuendo/topics/importing_audio_and_midi/importing_audio_and_midi_import_options_for_midi_files_r.html',
      },
    ],
  },
  {
    program: 'PreSonus Studio One',
    steps: [
      'Studio One 6.5 and later: File > Open, and choose "<piece>.dawproject".',
      'Earlier: open an empty song with the sample rate of the stems, and switch "Stretch audio files to Song tempo" off.',
      'Drag "<piece> - score.mid" to the start; the tempo track takes its tempo.',
      'Drag all stems to the start, and set the Tempo mode of their tracks to "Don\'t Follow" in the inspector.',
    ],
    sources: [
      {
        title: 'Studio One Reference Manual, "Automatic Timestretching"',
        url: 'https://s1manual.presonus.com/',
      },
    ],
  },
  {
    program: 'Bitwig Studio',
    steps: [
      'Bitwig Studio 5.0.9 and later: File > Open, and choose "<piece>.dawproject".',
      'Select the audio clips and see in the inspector that Stretch is Raw: the stems keep their own time.',
      'Without the .dawproject file: drag "<piece> - score.mid" in first and take its tempo, then the stems, each to bar 1, and set Stretch to Raw.',
    ],
    sources: [
      {
        title: 'DAWproject, "Project exchange format for DAWs"',
        url: 'https://github.com/bitwig/dawproject',
      },
      { title: 'Bitwig Studio User Guide', url: 'https://www.bitwig.com/userguide/latest/' },
    ],
  },
  {
    program: 'Avid Pro Tools',
    steps: [
      'Create a session with the sample rate of the stems.',
      'File > Import > MIDI, "<piece> - score.mid": New Track, Session Start, and "Import Tempo Map From MIDI File" and "Import Key Signature From MIDI File" ticked.',
      "File > Import > Audio, all stems, New Track, Session Start. (Spot to the original time stamp puts them where the recording's own time code says.)",
      'See that the audio tracks are sample-based and that Elastic Audio is off.',
    ],
    sources: [
      {
        title: 'Pro Tools Reference Guide, "Importing and Exporting Session Data"',
        url: 'https://www.avid.com/pro-tools',
      },
    ],
  },
  {
    program: 'Ardour',
    steps: [
      'Create a session with the sample rate of the stems.',
      'Session > Import, "<piece> - score.mid": insert at session start, and use the tempo map of the file.',
      'Session > Import, all stems: add files as new tracks, insert at session start (not at the file timestamp).',
      'See that the audio regions are not stretched when the tempo map is edited: audio in Ardour keeps its own time unless it is locked to the music.',
    ],
    sources: [
      {
        title: 'Ardour manual, "Import Dialog"',
        url: 'https://manual.ardour.org/adding-pre-existing-material/import-dialog/',
      },
    ],
  },
]);

export const untriedNote =
  "These steps are taken from the makers' manuals. None of them was tried in the program itself.";

/** What is true of the files themselves, and how that was found out. */
const checks = [
  'Sound: FFmpeg and SoX read rate, length and channels of every file, FFmpeg the TimeReference, the coding history and the tags; libsndfile and the npm package wavefile read the cues and their names to the sample.',
  "MIDI: Python's mido and @tonejs/midi read tracks, tempo, metre, key, markers and pedal; notes as performed lie within 0.1 ms of the table of notes.",
  'DAWproject: project.xml and metadata.xml of exported pieces validate with xmllint against Project.xsd and MetaData.xsd of the published format (version 1.0, github.com/bitwig/dawproject). The schemas are not shipped; a test holds order, attributes, references, times and media against what they demand.',
  'Reaper: the parser of the npm package rppp, which is not ours, reads tempo points, markers, tracks, items and MIDI of an exported project; it takes no letters beyond ASCII, which Reaper itself does.',
  "Loudness and true peak are those that FFmpeg's ebur128 measures, on the signals of a test.",
] as const;

/** The page of the project's documentation. */
export function dawImportPage(): string {
  const sections = dawImports.map(({ program, steps, sources }) =>
    [
      `## ${program}`,
      '',
      ...steps.map((step, index) => `${index + 1}. ${step.replaceAll('<piece>', '&lt;piece&gt;')}`),
      '',
      `Source: ${sources.map(({ title, url }) => `[${title}](${url})`).join(', ')}`,
      '',
    ].join('\n'),
  );
  return [
    '# From Divisi into your DAW',
    '',
    '`divisi export` writes stems, a MIDI file whose tempo map follows the recording, and session files. All stems',
    'begin at the same sample, and so does the MIDI file: whatever goes to bar 1 fits.',
    '',
    untriedNote,
    '',
    ...sections,
    '## What was checked',
    '',
    ...checks.map((check) => `- ${check}`),
    '',
  ].join('\n');
}
