// Carries out a declarative Jenkinsfile without Jenkins: every directive is a call with a closure, every step a call.
// Usage: groovy jenkinsfile.groovy JENKINSFILE. Prints directives and steps in their order; fails on what Groovy cannot
// compile and on a pipeline that is no pipeline. Steps do nothing: their scripts are tried elsewhere.
import org.codehaus.groovy.control.CompilerConfiguration

class Seen {
  static List<String> names = []
  static List<String> path = ['']
  // Directives that stand in a Jenkinsfile, each with where it may stand.
  static final Map<String, Set<String>> PLACES = [
    pipeline: [''], agent: ['pipeline', 'stage'], options: ['pipeline', 'stage'], triggers: ['pipeline'],
    parameters: ['pipeline'], environment: ['pipeline', 'stage'], stages: ['pipeline', 'stage'], stage: ['stages'],
    steps: ['stage'], post: ['pipeline', 'stage'], always: ['post'], script: ['steps', 'always'],
  ].collectEntries { key, value -> [key, value as Set] }
}

abstract class Pipeline extends Script {
  def methodMissing(String name, arguments) {
    def list = arguments as List
    def body = list && list.last() instanceof Closure ? list.last() : null
    if (body != null && !Seen.PLACES.containsKey(name)) throw new IllegalStateException("${name} is no directive")
    if (Seen.PLACES.containsKey(name) && !Seen.PLACES[name].contains(Seen.path.last())) {
      throw new IllegalStateException("${name} does not stand in ${Seen.path.last() ?: 'a file'}")
    }
    def text = list.findAll { !(it instanceof Closure) }.collect { it.toString().readLines().first() }.join(' ')
    println(('  ' * (Seen.path.size() - 1)) + name + (text ? ' ' + text : ''))
    Seen.names << name
    if (body != null) {
      Seen.path << name
      body.delegate = this
      body.resolveStrategy = Closure.DELEGATE_FIRST
      body.call()
      Seen.path.remove(Seen.path.size() - 1)
    }
    return text
  }
}

def configuration = new CompilerConfiguration(scriptBaseClass: Pipeline.name)
def shell = new GroovyShell(this.class.classLoader, new Binding(), configuration)
shell.evaluate(new File(args[0]))
def missing = ['pipeline', 'agent', 'stages', 'stage', 'steps', 'sh', 'junit', 'archiveArtifacts'] - Seen.names
if (missing) throw new IllegalStateException("the pipeline has no ${missing}")
