# Reading packs: recipes, glosses, checking, and the words printed around the texts.

action-show-pack = Reading pack…
help-show-pack = See a reading pack as it will be printed, change its recipe, and make it
action-make-pack = Make a reading pack
help-make-pack = Write a reading pack into a folder
action-save-template = Template of reading packs…
help-save-template = Write out the template of the web pages of reading packs, to be changed
action-set-recipe = Change a recipe
help-set-recipe = Set what goes into a reading pack and how it looks
action-remove-recipe = Remove a recipe
help-remove-recipe = Remove a recipe; packs that were made stay
action-set-gloss = Tell of a word
help-set-gloss = Say how a word is read and what it means, for vocabulary and pinyin
action-list-word = Word on the vocabulary
help-list-word = Put the selected word on the vocabulary of reading packs, or take it off
done-set-recipe = Changed the recipe “{ $what }”
done-set-gloss = Told of the word “{ $what }”
job-pack = Making the reading pack
job-pack-view = Making the preview

error-no-recipe = There is no recipe named “{ $name }”
error-no-setting = There is no setting “{ $name }”. There are: { $known }
error-setting-one = “{ $name }” cannot be “{ $words }”. It is one of: { $known }
error-setting-some = “{ $name }” cannot be “{ $words }”. It is a list of these: { $known }
error-setting-number = “{ $name }” cannot be “{ $words }”. It is a whole number from { $least } to { $most }
error-setting-pairs = “{ $name }” cannot be “{ $words }”. It is one pair a line, such as TEXT = TRANSLATION
error-template = The template { $name } has an error in line { $line }: { $why }
error-nothing-made = Nothing was made and nothing was written

notice-pack-made = { $count ->
    [one] One file was written: { $paths }
   *[other] { $count } files were written: { $paths }
}
notice-pack-remarks = { $count ->
    [one] One thing to look at before this is handed out
   *[other] { $count } things to look at before this is handed out
}
notice-pack-moved = { $count ->
    [one] One paragraph is not as it was when the pack was made before
   *[other] { $count } paragraphs are not as they were when the pack was made before
}
pack-moved-renumbered = { $text }: “{ $words }” was paragraph { $was } and is { $is }
pack-moved-changed = { $is ->
    [0] { $text }: the heading “{ $words }” has other words now
   *[other] { $text }, paragraph { $is }: “{ $words }” has other words now
}
pack-moved-gone = { $was ->
    [0] { $text }: the heading “{ $words }” is gone
   *[other] { $text }: “{ $words }”, paragraph { $was }, is gone
}

pack-place-text = { $text }: { $what }
pack-place-block = { $text }, paragraph { $block }: { $what }
pack-flaw-unknown-setting = The recipe has a setting “{ $words }” that is not known here; it is left alone
pack-flaw-setting = The setting “{ $words }” cannot be “{ $more }”; what is usual was taken
pack-flaw-text-gone = The recipe names the text “{ $words }”, which is gone
pack-flaw-uneven = the paragraphs { $more } of the text and its translation are not equally many; which belong together was told from their lengths: look from here on
pack-flaw-code-gone = The recipe names the code “{ $words }”, which is gone
pack-flaw-file = { $more }
pack-flaw-query = The passages cannot be asked for: { $words }
pack-flaw-empty = Nothing goes in: there is no text, or no passage that the recipe asks for
pack-flaw-passage-changed = the passage “{ $words }” is not where it was; look at it in the project
pack-flaw-no-citation = no citation
pack-flaw-no-licence = no licence
pack-flaw-unreviewed = the reading { $more } of “{ $words }” was not looked at
pack-flaw-no-gloss = “{ $words }” has no gloss
pack-flaw-above-level = “{ $words }” is above the level: { $more }
pack-flaw-swapped = “{ $words }” is written out as “{ $more }”
pack-flaw-no-glyph = the letters at hand do not have: { $words }
pack-flaw-right-to-left = “{ $words }” is written from right to left
pack-template-no-text = it is no text in UTF-8 of at most 1 MB

pack-ready-close-reading = Close reading
pack-ready-extensive = Extensive reading
pack-ready-seminar = Seminar
pack-ready-exam = Exam with key
pack-ready-training = Codebook training

pack-word-contents = Contents
pack-word-introduction = Before you read
pack-word-vocabulary = Vocabulary
pack-word-notes = Notes
pack-word-legend = Marks
pack-word-crossing = Where passages cross, the first is underlined and the next is tinted
pack-word-source = Source:{" "}
pack-word-licence = Licence:{" "}
pack-word-word = Word
pack-word-reading = Reading
pack-word-kind = Part of speech
pack-word-meaning = Meaning
pack-word-sentence = In the text
pack-word-questions = Questions
pack-word-answer = Answer
pack-word-find = Find the passages
pack-word-find-how = Underline every passage that belongs to one of these codes and write its name beside it.
pack-word-count = Passages:{" "}
pack-word-coverage = Words known at each level
pack-word-gap = something of the text is left out here
pack-word-name = Name
pack-word-class = Class
pack-word-teacher = Teacher
pack-word-for-student = Student’s edition
pack-word-for-teacher = Teacher’s edition
pack-word-for-blank = Edition with room for notes
pack-word-accessibility = All of it is text, in the order in which it is read. Notes and vocabulary lead there and back, and every marked passage ends with the letter of its code.

command-pack = Make a reading pack of a project, by one of its recipes or of those that come along
command-recipes = List the recipes of a project and those that come along, or change one
command-glosses = List what a project tells of words, or tell of one
command-arg-recipe = The recipe, by name: { $names }, or one of the project’s
command-arg-pack-formats = Kinds of file, parted by commas: { $names }
command-arg-pack-editions = Editions, parted by commas: { $names }; those of the recipe when left out
command-arg-folder = The folder to write into; made when it is not there
command-arg-recipe-check = Write nothing; list what should be looked at, one thing a line. 1 when there is any
command-arg-recipe-set = A setting, NAME=WORDS, for this time; \n begins a new line in it
command-arg-recipe-name = The recipe to change; a new one when there is none of this name
command-arg-like = What a new recipe begins as
command-arg-write-template = Write out the template that comes along, to be changed and named by template=
command-arg-remove = Remove it
command-arg-word = The word
command-arg-gloss-set = What is told: reading=…, kind=…, meaning=…, listed=yes; nothing behind the sign takes it away
command-bad-setting = write NAME=WORDS

path-pack = A folder for the pack
pack-make = Make
pack-make-all = Make the pack…
pack-title = Reading pack
pack-recipe = Recipe
pack-recipe-remove = Remove this recipe
pack-edition-student = Student
pack-edition-teacher = Teacher
pack-edition-blank = Room for notes
pack-tab-recipe = Recipe
pack-tab-words = Words
pack-tab-remarks = To look at
pack-tab-remarks-count = To look at ({ $count })
pack-nothing-amiss = Nothing to look at: it can be handed out.
pack-pages = { $count ->
    [one] One page
   *[other] { $count } pages
}
pack-pages-how = In the letters of this screen; files are set in those of whoever opens them
pack-words-how = A word told of here is put into the vocabulary when it is ticked; its reading is used wherever it stands.
pack-listed = On the vocabulary
pack-earlier = Earlier
pack-all-texts = All texts
pack-no-translation = No translation
pack-all-codes = All codes
pack-no-codes = No codes
pack-format-html = Web page
pack-format-anki = Anki cards
pack-setting-title = Title
pack-setting-course = Course
pack-setting-teacher = Teacher
pack-setting-date = Date
pack-setting-texts = Texts
pack-setting-translations = Translations beside the texts
pack-setting-passages = Only passages of this query
pack-setting-around = How much around each passage
pack-setting-parts = Parts, in their order
pack-setting-codes = Codes that are marked
pack-setting-find = Codes to be found
pack-setting-numbers = Numbers in the margin
pack-setting-pinyin = Pinyin above
pack-setting-script = Characters
pack-setting-vocabulary = Words of the vocabulary
pack-setting-dictionaries = Dictionaries, one file a line, beside the project
pack-setting-list = Word lists, one file a line
pack-setting-levels = Lists of levels, one file a line
pack-setting-above = Words above level
pack-setting-lines = Lines for an answer
pack-setting-paper = Paper
pack-setting-size = Size of the text, points
pack-setting-columns = Columns
pack-setting-font = Letters
pack-setting-language = Language around the texts
pack-setting-editions = Editions
pack-setting-template = Template of one’s own, a file
pack-template-write = Write out the one that comes along…
pack-template-file = pack template
pack-choice-screen = As on the screen
pack-choice-title = Title page
pack-choice-contents = Contents
pack-choice-introduction = Before you read
pack-choice-text = Text
pack-choice-notes = Notes
pack-choice-vocabulary = Vocabulary
pack-choice-questions = Questions
pack-choice-find = Passages to be found
pack-choice-legend = Marks
pack-choice-paragraphs = Paragraphs
pack-choice-lines = Lines
pack-choice-none = None
pack-choice-glossed = Words of the vocabulary
pack-choice-all = All words
pack-choice-as-written = As written
pack-choice-simplified = Simplified
pack-choice-traditional = Traditional
pack-choice-taiwan = As in Taiwan
pack-choice-taiwan-words = As in Taiwan, words too
pack-choice-hong-kong = As in Hong Kong
pack-choice-hand = Picked by hand
pack-choice-list = From the word lists
pack-choice-level = Above the level
pack-choice-A4 = A4
pack-choice-Letter = Letter
pack-choice-B5 = B5
pack-choice-song = Song (serif)
pack-choice-kai = Kai (brush)
pack-choice-hei = Hei (sans serif)
pack-choice-zh-Hans = 简体中文
pack-choice-en = English
pack-choice-both = Chinese and English
pack-choice-student = Student
pack-choice-teacher = Teacher
pack-choice-blank = Room for notes
pack-tab-readings = Readings
pack-no-doubts = No reading is in doubt, or no pinyin is printed: see “Pinyin above” in the recipe.
pack-doubts = { $count ->
    [one] One word to look at
   *[other] { $count } words to look at
}
pack-doubts-how = ↑ ↓ another word · space: the next reading · Enter: keep it
pack-only-here = For this place only
pack-keep = Right
pack-format-docx = Word document
pack-format-epub = E-book
pack-format-pdf = PDF
notice-pack-no-pdf = This build makes no PDF. { $path } is the page to print from a browser, where it can be kept as PDF
error-pages = The pages could not be set: { $why }
pack-memos-how = A memo may say where it is printed: each line that begins with one of these begins a piece of its own. { $marks }
pack-every-polyphone = Also words that are known to be read so
