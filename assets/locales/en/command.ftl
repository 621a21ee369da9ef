# The command line.

command-about = Zhupi 朱批: a workbench for coding texts. Without a command it opens the window
command-usage = Usage:
command-commands = Commands
command-options = Options
command-actions = Actions, as a script for `zhupi run` writes them (a RON list), with their keys in the window:
command-exit-codes = Exit codes: 0 done, 1 asked and answered no (not sound, not found), 2 not understood, 3 could not be done
command-no-window = This build has no window; see --help for the commands

command-new = Begin a project
command-add = Add files as sources
command-code = Code a range, or what is found
command-uncode = Remove codings
command-run = Carry out the actions of a script, then save
command-codes = List the codebook with the number of codings
command-sources = List the sources with their characters and codings
command-codings = List the codings
command-find = Find in all sources
command-check = Name everything that is not sound
command-export = Write the codings in another format

command-arg-project = The project file
command-arg-files = Text files, or folders of them
command-arg-script = A RON list of actions
command-arg-query = Words, "exact words" or /a pattern/
command-arg-output = The file to write
command-arg-name = What it is called
command-arg-coder = The coder’s name; added when there is none
command-arg-encoding = The files’ encoding, such as gb18030; guessed when left out
command-arg-code = The code’s name, another name of it, or its id; added when there is none
command-arg-coding = Ids of codings
command-arg-find = What to find: words, "exact words" or /a pattern/
command-arg-all = Every place, not only the first
command-arg-source = The source’s name or id
command-arg-range = Code points, half open, such as 120..156
command-arg-json = Answer in JSON
command-arg-format = The format; the ending of OUT decides when left out
command-arg-bom = Begin CSV with a byte order mark, as Excel wants it
command-arg-help = Tell what can be typed
command-arg-version = Tell the version
