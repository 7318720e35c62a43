import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Answers lines of a pattern and values, each of them as the hexadecimal UTF-16 units of `<text>`, with a line of 1 and
 * 0 for the values, or with what is wrong with the pattern.
 */
class Judge {
  public static void main(String[] args) throws Exception {
    System.out.println(System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) System.out.println(judge(line.split(" ")));
  }

  static String judge(String[] texts) {
    try {
      Pattern pattern = Pattern.compile(decode(texts[0]));
      StringBuilder verdicts = new StringBuilder(":");
      for (int i = 1; i < texts.length; i++) verdicts.append(pattern.matcher(decode(texts[i])).matches() ? 1 : 0);
      return verdicts.toString();
    } catch (PatternSyntaxException error) {
      return error.getDescription();
    }
  }

  static String decode(String hexadecimal) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hexadecimal.length(); i += 4)
      text.append((char) Integer.parseInt(hexadecimal.substring(i, i + 4), 16));
    return text.substring(1, text.length() - 1);
  }
}
